"""The places of the window; no page knows another one."""

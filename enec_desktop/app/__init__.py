"""What a clinician can do, one file per subject; the window and the command line call nothing else."""

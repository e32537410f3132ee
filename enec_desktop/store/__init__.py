"""Keeps cases, their journal, kept assessments and backups in one folder; SQL lives here alone."""

from enec_desktop.store.assessments import Assessments
from enec_desktop.store.backups import Backups
from enec_desktop.store.cases import CaseStore
from enec_desktop.store.place import Surroundings
from enec_desktop.store.store import Store, open_store
from enec_desktop.store.worklist import Worklist

__all__ = ["Assessments", "Backups", "CaseStore", "Store", "Surroundings", "Worklist", "open_store"]

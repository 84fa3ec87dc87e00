"""Measurements that all translation recipes share; every recipe fills the same table."""

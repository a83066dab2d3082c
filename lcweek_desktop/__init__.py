"""Reports of the lifelong-learning week of Lai Châu, offline, from school to province."""

__version__ = "0.1.0"

"""HN dash: where the opleiders are, who recruits where, and where training places get filled."""

__version__ = "0.2.0"

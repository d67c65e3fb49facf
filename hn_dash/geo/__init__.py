"""The gemeenten: codes, boundaries per indeling, herindelingen, neighbours and points. Knows nothing of opleiders."""

"""One module per page: layout and callbacks that wire, and think nothing."""

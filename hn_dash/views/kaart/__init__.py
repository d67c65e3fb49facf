"""A ResultTable as map: classes, colours, marks and the card beside it."""

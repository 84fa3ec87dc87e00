"""Other people's ways to lay vectors onto imagery, for the comparison (`training.comparison`); one method a file."""

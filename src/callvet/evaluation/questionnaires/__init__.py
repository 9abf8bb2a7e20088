"""What a questionnaire asks and what its answers become: the steps behind ``rfp`` and ``returned_books``."""

"""One function per question a user asks: the Python API. Files in, an answer out; nothing is printed here."""

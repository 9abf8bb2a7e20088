"""``python -m callvet``."""

from callvet.cli.main import main

if __name__ == "__main__":
    main()

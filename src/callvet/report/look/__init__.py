"""How pages look in a browser and on paper: one style and one set of parts, for reports and single answers alike."""

"""From files to the model: everything that is read is checked, and every fault has a place and a fix."""

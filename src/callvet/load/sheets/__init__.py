"""Workbooks as other programs save them: cells with their values, forms and comments, and no formula run.

callvet reads the two formats itself, by the standard library's XML parser. Of the readers that there are, one drops
whether a number is shown as a percentage, so that 25% and 0.25 look alike, and the comments; the other refuses books
for their colours, and takes two passes to tell a formula that was never calculated from an empty cell. None has bounds
for a file that was made to do harm.
"""

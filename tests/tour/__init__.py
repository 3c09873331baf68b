"""A tour of the portal: every role through its pages, a picture of each at both widths (`make tour`)."""

"""Excel in and out, PDF forms, the committee file."""

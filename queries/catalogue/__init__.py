"""Products, their categories, brands and images, and the import of files of products."""

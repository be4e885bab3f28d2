"""Pages of agreements and of the officers who stand on them."""

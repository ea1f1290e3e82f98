"""The web application: people, tables on their way to approval, reviews. One more caller of `jixiao.api`."""

//! newsmark.toml, newsmark config and newsmark init.

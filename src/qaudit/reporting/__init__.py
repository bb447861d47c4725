"""Reports of an audit: one module a reporter, each given by a plugin as anybody's would be."""

"""A7, community service centre 社区服务中心."""

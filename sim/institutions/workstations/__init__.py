"""A3, community workstation 社区工作站: government's arm in the community."""

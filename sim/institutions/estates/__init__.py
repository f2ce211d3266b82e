"""A9, A10: homeowners' committee 业委会 and property-management company 物业管理公司."""

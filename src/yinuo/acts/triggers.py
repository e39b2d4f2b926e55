"""The database itself refuses to change the ledger."""

REFUSE = """
CREATE FUNCTION acts_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
"""
TABLES = ("acts_entry", "acts_leaf", "acts_checkpoint")
CREATE = REFUSE + "".join(
    f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION acts_refuse();"
    f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} EXECUTE FUNCTION acts_refuse();"
    for table in TABLES
)
DROP = (
    "".join(f"DROP TRIGGER {table}_kept ON {table}; DROP TRIGGER {table}_whole ON {table};" for table in TABLES)
    + "DROP FUNCTION acts_refuse();"
)

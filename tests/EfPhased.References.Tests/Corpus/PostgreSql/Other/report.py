# SELECT "Name" FROM "Customers"
import psycopg

QUERY = """
    SELECT "Id", "Name" //! Sql likely
    FROM "Customers"
"""

def rows(cursor, table):
    cursor.execute('SELECT "Name" FROM "Customers" WHERE "Id" = %s', (1,)) //! Sql likely
    cursor.execute("UPDATE people "
                   "SET nick = %(nick)s") //! Sql likely people.nick
    cursor.execute(f'SELECT "Name" FROM "{table}"')
    cursor.execute('SELECT "Name" FROM "Products"')
    return cursor


class Customer(Base):
    __table__ = Table("Customers", meta, Column("Name", String)) //! Text likely

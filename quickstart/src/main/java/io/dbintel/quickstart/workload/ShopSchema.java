package io.dbintel.quickstart.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the shop, filled with made-up rows, and the extension that an agent needs. */
final class ShopSchema {

  static final String DATABASE = "shop";
  static final int CUSTOMERS = 2_000;
  static final int PRODUCTS = 1_000;
  static final int ORDERS = 20_000;

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE EXTENSION pg_stat_statements",
          """
          CREATE TABLE customers AS
            SELECT id, 'customer' || id || '@example.com' AS email, id %% 50 AS region
              FROM generate_series(1, %d) AS id
          """
              .formatted(CUSTOMERS),
          """
          CREATE TABLE products AS
            SELECT id, 'product ' || md5(id::text) AS name, (id %% 97 + 1)::numeric AS price,
                   1000000 AS stock, id %% 12 AS category
              FROM generate_series(1, %d) AS id
          """
              .formatted(PRODUCTS),
          """
          CREATE TABLE orders AS
            SELECT id, id %% %d + 1 AS customer_id, now() - id * interval '1 minute' AS placed
              FROM generate_series(1, %d) AS id
          """
              .formatted(CUSTOMERS, ORDERS),
          """
          CREATE TABLE order_items AS
            SELECT o.id AS order_id, (o.id * 7 + n) %% %d + 1 AS product_id, n AS quantity
              FROM orders AS o, generate_series(1, 3) AS n
          """
              .formatted(PRODUCTS),
          "ALTER TABLE customers ADD PRIMARY KEY (id)",
          "CREATE UNIQUE INDEX ON customers (email)",
          "ALTER TABLE products ADD PRIMARY KEY (id)",
          "ALTER TABLE orders ADD PRIMARY KEY (id)",
          "ALTER TABLE orders ALTER id ADD GENERATED ALWAYS AS IDENTITY (START %d)"
              .formatted(ORDERS + 1),
          "CREATE INDEX ON orders (customer_id)",
          "CREATE INDEX ON order_items (order_id)",
          "ANALYZE");

  private ShopSchema() {}

  /** Creates the tables in the database that the connection stands in. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
  }
}

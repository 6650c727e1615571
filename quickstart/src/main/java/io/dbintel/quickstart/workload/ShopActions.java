package io.dbintel.quickstart.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What the programs of the shop do in its database: one method, one thing a program does. */
final class ShopActions {

  /** The product that everybody wants, and for whose row they queue. */
  private static final int POPULAR_PRODUCT = 1;

  private ShopActions() {}

  /** An action against the database. */
  @FunctionalInterface
  interface Action {
    void run(Connection connection) throws SQLException;
  }

  /** Looks an order up by its primary key. */
  static void showOrder(Connection connection) throws SQLException {
    query(
        connection,
        "SELECT o.id, o.placed, c.email FROM orders o JOIN customers c ON c.id = o.customer_id"
            + " WHERE o.id = ?",
        random(ShopSchema.ORDERS));
  }

  /** Finds a customer by address; the literal stands in the text, as programs do. */
  static void findCustomer(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT id, region FROM customers WHERE email = 'customer"
                    + random(ShopSchema.CUSTOMERS)
                    + "@example.com'")) {
      found.next();
    }
  }

  /** Joins all that a customer bought. */
  static void showHistory(Connection connection) throws SQLException {
    query(
        connection,
        "SELECT o.id, p.name, i.quantity * p.price AS total FROM orders o"
            + " JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id"
            + " WHERE o.customer_id = ? ORDER BY o.placed DESC",
        random(ShopSchema.CUSTOMERS));
  }

  /** Searches product names without an index. */
  static void searchProducts(Connection connection) throws SQLException {
    query(
        connection,
        "SELECT id, name, price FROM products WHERE name ILIKE '%' || ? || '%' LIMIT 20",
        Integer.toHexString(random(0xfff)));
  }

  /** Places an order: three statements in one transaction. */
  static void placeOrder(Connection connection) throws SQLException {
    int product = POPULAR_PRODUCT + random(ShopSchema.PRODUCTS - 1);
    inTransaction(
        connection,
        () -> {
          query(
              connection,
              "INSERT INTO orders (customer_id, placed) VALUES (?, now()) RETURNING id",
              random(ShopSchema.CUSTOMERS));
          update(
              connection,
              "INSERT INTO order_items (order_id, product_id, quantity)"
                  + " VALUES (currval('orders_id_seq'), ?, 1)",
              product);
          update(connection, "UPDATE products SET stock = stock - 1 WHERE id = ?", product);
        });
  }

  /** The slow one: revenue of every category and region over all orders. */
  static void reportRevenue(Connection connection) throws SQLException {
    query(
        connection,
        "SELECT p.category, c.region, sum(i.quantity * p.price) AS revenue,"
            + " count(DISTINCT o.customer_id) AS customers"
            + " FROM order_items i JOIN orders o ON o.id = i.order_id"
            + " JOIN products p ON p.id = i.product_id JOIN customers c ON c.id = o.customer_id"
            + " WHERE p.price > ? GROUP BY p.category, c.region ORDER BY revenue DESC",
        random(3));
  }

  /** Updates the popular product and thinks, in the middle of its transaction, for a while. */
  static void countStock(Connection connection) throws SQLException {
    inTransaction(
        connection,
        () -> {
          update(
              connection, "UPDATE products SET stock = stock + 100 WHERE id = ?", POPULAR_PRODUCT);
          Thread.sleep(Duration.ofSeconds(4).toMillis());
        });
  }

  /** Reads, and leaves its transaction open for a while. */
  static void forgetToCommit(Connection connection) throws SQLException {
    inTransaction(
        connection,
        () -> {
          query(
              connection,
              "SELECT count(*) FROM orders WHERE placed > now() - ? * interval '1 day'",
              random(30));
          Thread.sleep(Duration.ofSeconds(6).toMillis());
        });
  }

  /** Changes the price of the popular product: waits whenever its stock is being counted. */
  static void changePrice(Connection connection) throws SQLException {
    update(connection, "UPDATE products SET price = ? WHERE id = " + POPULAR_PRODUCT, random(97));
  }

  /** Reserves the popular product, and waits behind whoever changes it. */
  static void reserve(Connection connection) throws SQLException {
    update(connection, "UPDATE products SET stock = stock - 1 WHERE id = ?", POPULAR_PRODUCT);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound) + 1;
  }

  private static void query(Connection connection, String sql, Object argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
      }
    }
  }

  private static void update(Connection connection, String sql, Object argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, argument);
      statement.executeUpdate();
    }
  }

  /** Steps between begin and commit. */
  @FunctionalInterface
  private interface Steps {
    void run() throws SQLException, InterruptedException;
  }

  private static void inTransaction(Connection connection, Steps steps) throws SQLException {
    connection.setAutoCommit(false);
    try {
      steps.run();
      connection.commit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.rollback();
    } finally {
      connection.setAutoCommit(true);
    }
  }
}

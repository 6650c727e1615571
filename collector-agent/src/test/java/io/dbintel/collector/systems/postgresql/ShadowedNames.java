package io.dbintel.collector.systems.postgresql;

import io.dbintel.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plants an object of the same name in schema public for every function, operator, type and
 * relation that occurs in the agent's SQL. Each that is found by the server raises {@link #TRAP}.
 */
final class ShadowedNames {

  static final String TRAP = "dbintel trap ran";

  private static final Path SQL =
      Path.of("src/main/resources/io/dbintel/collector/systems/postgresql");
  private static final Pattern CALL = Pattern.compile("\\b([a-z_]\\w*)\\s*\\(");
  private static final Pattern RELATION = Pattern.compile("\\b(?:from|join)\\s+([a-z_]\\w*)\\b");
  private static final Pattern CAST = Pattern.compile("::([a-z_]\\w*)");
  private static final Pattern OPERATOR = Pattern.compile("(?<![\\w'\"{}.])[-+*/<>=~!@#%^&|]{1,2}");

  private final Connection connection;
  private int planted;

  private ShadowedNames(Connection connection) {
    this.connection = connection;
  }

  /**
   * Plants as superuser, which stands for whoever may create in the schema.
   *
   * @return how many objects were planted
   */
  static int plant(EmbeddedPostgres postgres) throws SQLException, IOException {
    try (Connection connection = postgres.connection("postgres")) {
      ShadowedNames names = new ShadowedNames(connection);
      names.execute(
          "create function public.trap() returns void language plpgsql as $$ begin raise log '"
              + TRAP
              + "'; raise exception '"
              + TRAP
              + "'; end $$");
      String sql = allStatements();
      names.functions(found(CALL, sql));
      names.operators(found(OPERATOR, sql));
      names.relations(found(RELATION, sql));
      names.types(found(CAST, sql));
      return names.planted;
    }
  }

  private static String allStatements() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(SQL)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("--"))
            .forEach(line -> all.append(line).append('\n'));
      }
    }
    // what is said at the start of a session, and by the driver
    all.append("set_config( current_setting( pg_backend_pid( inet_server_port(");
    return all.toString();
  }

  private static Set<String> found(Pattern pattern, String sql) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(sql);
    while (matcher.find()) {
      found.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
    }
    return found;
  }

  /** The same arguments as the built-in one, and the attack of CVE-2018-1058: text for name. */
  private void functions(Set<String> names) throws SQLException {
    for (String name : names) {
      for (List<String> function :
          rows(
              "select pg_get_function_identity_arguments(oid), pg_get_function_result(oid), prokind"
                  + ", replace(pg_get_function_identity_arguments(oid), 'name', 'text')"
                  + " from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname = '"
                  + name
                  + "'")) {
        if (function.get(2).equals("f")) {
          function(name, function.get(0), function.get(1));
          function(name, function.get(3), function.get(1));
        } else if (function.get(2).equals("a") && !function.get(0).contains("ORDER BY")) {
          aggregate(name, function.get(0));
        }
      }
    }
  }

  private void function(String name, String arguments, String result) {
    plant(
        "create or replace function public.%s(%s) returns %s language plpgsql as $$ begin perform"
            + " public.trap(); return %s; end $$",
        name,
        arguments,
        result,
        result.startsWith("SETOF") || result.startsWith("TABLE") ? "" : "null");
  }

  private void aggregate(String name, String arguments) {
    String state = arguments.isEmpty() ? "bigint" : "bigint, " + arguments;
    plant(
        "create or replace function public.trap_%s(%s) returns bigint language plpgsql as $$ begin"
            + " perform public.trap(); return 0; end $$",
        name, state);
    plant(
        "create aggregate public.%s(%s) (sfunc = public.trap_%s, stype = bigint)",
        name, arguments.isEmpty() ? "*" : arguments, name);
  }

  private void operators(Set<String> symbols) throws SQLException {
    for (String symbol : symbols) {
      for (List<String> operator :
          rows(
              "select oprleft::regtype, oprright::regtype, oprresult::regtype from pg_operator"
                  + " where oprnamespace = 'pg_catalog'::regnamespace and oprleft <> 0 and oprname"
                  + " = '"
                  + symbol
                  + "'")) {
        String function = "trap_operator_" + planted;
        plant(
            "create function public.%s(%s, %s) returns %s language plpgsql as $$ begin perform"
                + " public.trap(); return null; end $$",
            function, operator.get(0), operator.get(1), operator.get(2));
        plant(
            "create operator public.%s (leftarg = %s, rightarg = %s, function = public.%s)",
            symbol, operator.get(0), operator.get(1), function);
      }
    }
  }

  private void relations(Set<String> names) {
    for (String name : names) {
      plant("create view public.%s as select public.trap() as trapped", name);
    }
  }

  private void types(Set<String> names) {
    for (String name : names) {
      plant("create type public.%s as enum ('trap')", name);
    }
  }

  private void plant(String sql, Object... parts) {
    try {
      execute(sql.formatted(parts));
      planted++;
    } catch (SQLException e) {
      // a pseudo-type that no such function may have, or a name that is planted already
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
    }
    return rows;
  }
}

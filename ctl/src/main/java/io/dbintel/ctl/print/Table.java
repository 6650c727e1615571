package io.dbintel.ctl.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Aligned columns. Every cell is made safe for a terminal. */
public final class Table {

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String heading, boolean toTheRight) {}

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /**
   * A table without rows.
   *
   * @param headings of the columns; one that begins with {@code >} is of a column of numbers, which
   *     are aligned on the right
   */
  public static Table of(String... headings) {
    List<Column> columns = new ArrayList<>();
    for (String heading : headings) {
      boolean right = heading.startsWith(">");
      columns.add(new Column(right ? heading.substring(1) : heading, right));
    }
    return new Table(columns);
  }

  /** Adds a row with one cell for each column. */
  public void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells; expected " + columns.size() + ", one a column");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(SafeText.line(cell));
    }
    rows.add(row);
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The heading and the rows.
   *
   * @param width columns of the terminal, at which lines are cut; 0 for none
   */
  public List<String> lines(int width) {
    List<String> headings = columns.stream().map(Column::heading).toList();
    int[] widths = new int[columns.size()];
    fit(widths, headings);
    rows.forEach(row -> fit(widths, row));
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines.stream().map(line -> cut(line, width)).collect(Collectors.toList());
  }

  private static void fit(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(cells.get(i)));
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      if (columns.get(i).toTheRight()) {
        line.append(padding).append(cells.get(i));
      } else {
        line.append(cells.get(i)).append(padding);
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The line, with an ellipsis in place of what is beyond the width; 0 cuts nothing. */
  public static String cut(String line, int width) {
    return width <= 0 || length(line) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }
}

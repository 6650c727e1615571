package io.dbintel.redaction.opensearch;

import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.statement.PlainName;
import io.dbintel.redaction.statement.SummaryBuilder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Method and path of a request, without identifiers of documents and values of parameters.
 *
 * @param text what may be shown; empty when the request has no such line
 * @param end where the body begins
 */
record RequestLine(String text, int end) {

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(GET|POST|PUT|DELETE|HEAD)[ \\t]+((?:[^\\s{]|\\{id}|\\{index})+)[^\\n{]*");

  private static final Pattern ENDPOINT = Pattern.compile("_[a-z][a-z_]{1,40}");

  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z_.]{0,40}");

  /** Parts of paths after an endpoint that are neither documents nor names. */
  private static final Set<String> SUB_ENDPOINTS =
      Set.of("template", "scroll", "point_in_time", "query", "explain", "pipeline", "async");

  private static final int MAX_PARTS = 16;

  /** A question mark would begin the parameters. */
  private static final String MASKED_INDEX = "{index}";

  /** Reads the first line of a request and adds its operation and indexes to the summary. */
  static RequestLine read(String request, SummaryBuilder summary) {
    Matcher line = LINE.matcher(request);
    if (!line.lookingAt()) {
      return new RequestLine("", 0);
    }
    String method = line.group(1);
    String path = line.group(2);
    int query = path.indexOf('?');
    String shown = path(method, query < 0 ? path : path.substring(0, query), summary);
    String parameters = query < 0 ? "" : parameters(path.substring(query + 1));
    return new RequestLine(method + " " + shown + parameters, line.end());
  }

  private static String path(String method, String path, SummaryBuilder summary) {
    StringBuilder shown = new StringBuilder();
    StringBuilder indexes = new StringBuilder();
    String endpoint = "";
    String[] parts = path.split("/", MAX_PARTS);
    for (String part : parts) {
      if (part.isEmpty()) {
        continue;
      }
      shown.append('/');
      if (ENDPOINT.matcher(part).matches()) {
        endpoint = part;
        shown.append(part);
      } else if (endpoint.isEmpty() && indexes.isEmpty()) {
        indexes.append(names(part));
        shown.append(indexes);
      } else {
        shown.append(SUB_ENDPOINTS.contains(part) ? part : "{id}");
      }
    }
    summary.operation(operation(method, endpoint));
    for (String index : indexes.toString().split(",")) {
      if (!index.isEmpty() && !index.equals(MASKED_INDEX)) {
        summary.target(index);
      }
    }
    return shown.isEmpty() ? "/" : shown.toString();
  }

  private static String names(String indexes) {
    String[] names = indexes.split(",", MAX_PARTS);
    for (int i = 0; i < names.length; i++) {
      names[i] = PlainName.isPlain(names[i]) ? names[i] : MASKED_INDEX;
    }
    return String.join(",", names);
  }

  private static String operation(String method, String endpoint) {
    if (!endpoint.isEmpty() && !endpoint.equals("_doc")) {
      return endpoint.substring(1);
    }
    return switch (method) {
      case "GET" -> "get";
      case "HEAD" -> "exists";
      case "DELETE" -> "delete";
      default -> endpoint.isEmpty() ? "create" : "index";
    };
  }

  private static String parameters(String query) {
    StringBuilder shown = new StringBuilder();
    for (String parameter : query.split("&", MAX_PARTS)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      boolean known = equals >= 0 && PARAMETER.matcher(name).matches();
      shown.append(shown.isEmpty() ? '?' : '&');
      shown.append(known ? name : NormalizedStatement.PLACEHOLDER);
      shown.append(equals < 0 ? "" : "=" + NormalizedStatement.PLACEHOLDER);
    }
    return shown.toString();
  }
}

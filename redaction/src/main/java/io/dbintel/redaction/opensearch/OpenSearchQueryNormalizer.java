package io.dbintel.redaction.opensearch;

import io.dbintel.redaction.json.JsonShape;
import io.dbintel.redaction.json.MemberRules;
import io.dbintel.redaction.statement.Fingerprint;
import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.statement.SummaryBuilder;
import java.util.Map;

/**
 * Replaces the values of OpenSearch query DSL: JSON bodies, one or several, optionally after a line
 * with method and path as in {@code GET /orders/_search}. The structure and the names of fields and
 * DSL elements are kept, values are not, whatever they are: terms, scripts, query strings, names of
 * fields in the place of values. A body without such a line is taken for a search.
 */
public final class OpenSearchQueryNormalizer {

  /** Version of the rules; grows whenever some request gets another text or fingerprint. */
  public static final int VERSION = 1;

  private static final MemberRules EVERY_VALUE_IS_MASKED = new MemberRules() {};

  private OpenSearchQueryNormalizer() {}

  /** Normalises a request. */
  public static NormalizedStatement normalize(String request) {
    SummaryBuilder summary = new SummaryBuilder();
    RequestLine line = RequestLine.read(request, summary);
    JsonShape.Result body = JsonShape.ofMany(request, line.end(), EVERY_VALUE_IS_MASKED);
    boolean hasBody = body.text().startsWith("{") || body.text().startsWith("[");
    if (line.text().isEmpty() && !hasBody) {
      return NormalizedStatement.maskedWhole(body.truncated(), VERSION);
    }
    if (line.text().isEmpty()) {
      summary.operation("search");
    }
    String separator = line.text().isEmpty() || body.text().isEmpty() ? "" : "\n";
    String text = line.text() + separator + body.text();
    return new NormalizedStatement(
        text,
        Fingerprint.of(text),
        summary.toString(),
        summary.operation(),
        summary.collections(),
        Map.of(),
        body.truncated(),
        body.malformed(),
        VERSION);
  }
}

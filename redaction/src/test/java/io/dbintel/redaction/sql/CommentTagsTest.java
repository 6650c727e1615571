package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.statement.TraceParent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTagsTest {

  private static final String TRACE = "00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01";

  private static NormalizedStatement normalized(String sql) {
    return SqlNormalizer.of(SqlDialect.MYSQL).normalize(sql);
  }

  @Test
  void decodesWhatSqlcommenterWrites() {
    NormalizedStatement result =
        normalized(
            "SELECT * FROM polls /*action='%2Fpolls%2F1',controller='index',"
                + "db_driver='it%27s%20x+y',framework='spring%3A5',name='DROP%20TABLE'*/");
    assertThat(result.tags())
        .isEqualTo(
            Map.of(
                "action", "/polls/1",
                "controller", "index",
                "db_driver", "it's x+y",
                "framework", "spring:5",
                "name", "DROP TABLE"));
    assertThat(result.text()).isEqualTo("SELECT * FROM polls");
  }

  @Test
  void decodesKeysAndEscapedQuotes() {
    assertThat(normalized("SELECT 1 /*my%2Ekey='a\\'b'*/").tags())
        .isEqualTo(Map.of("my.key", "a'b"));
  }

  @Test
  void keepsAValueThatIsNotUrlEncoded() {
    assertThat(normalized("SELECT 1 /*share='100%'*/").tags()).isEqualTo(Map.of("share", "100%"));
  }

  @Test
  void readsEveryKindOfComment() {
    assertThat(
            normalized("/*a='1'*/ SELECT 1 -- b='2'\n, 2 # c='3'\n/* no = tag, d=4, 'e'='5' */")
                .tags())
        .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
  }

  @Test
  void readsNoTagsOutOfLiterals() {
    assertThat(normalized("SELECT '/*a=\\'1\\'*/', b = 'c'").tags()).isEmpty();
  }

  @Test
  void readsNoTagsOutOfACommentThatIsCut() {
    assertThat(normalized("SELECT 1 /*a='1',b='2").tags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*nr_service_guid=MTIz|QVBN*/ SELECT 1",
        "/* nr_service_guid=\"MTIz|QVBN\" */ SELECT 1",
        "SELECT 1 -- nr_service_guid=MTIz|QVBN",
        "/*nr_service_guid='MTIz|QVBN'*/ SELECT 1"
      })
  void findsTheServiceOfNewRelicsAgents(String sql) {
    assertThat(normalized(sql).tags()).isEqualTo(Map.of("nr_service_guid", "MTIz|QVBN"));
  }

  @Test
  void parsesTheTraceThatIssuedTheStatement() {
    assertThat(normalized("SELECT 1 /*traceparent='" + TRACE + "'*/").traceParent())
        .contains(new TraceParent("5bd66ef5095369c7b0d1f8f4bd33716a", "c532cb4098ac3dd2", true));
    assertThat(
            normalized("SELECT 1 /*traceparent='" + TRACE.replace("-01", "-02") + "'*/")
                .traceParent())
        .hasValueSatisfying(trace -> assertThat(trace.sampled()).isFalse());
    assertThat(normalized("SELECT 1").traceParent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2",
        "ff-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01",
        "00-00000000000000000000000000000000-c532cb4098ac3dd2-01",
        "00-5bd66ef5095369c7b0d1f8f4bd33716a-0000000000000000-01",
        "00-5BD66EF5095369C7B0D1F8F4BD33716A-c532cb4098ac3dd2-01"
      })
  void refusesWhatIsNoTraceParent(String value) {
    assertThat(TraceParent.parse(value)).isEmpty();
  }

  @Test
  void keepsAtMost32Tags() {
    StringBuilder comment = new StringBuilder("SELECT 1 /*");
    for (int i = 0; i < 100; i++) {
      comment.append("k").append(i).append("='v',");
    }
    assertThat(normalized(comment.append("*/").toString()).tags()).hasSize(32);
  }

  @Test
  void remembersAnyNumberOfComments() {
    assertThat(normalized("SELECT 1 " + "/* x */".repeat(50) + "/*a='1'*/").tags())
        .isEqualTo(Map.of("a", "1"));
  }
}

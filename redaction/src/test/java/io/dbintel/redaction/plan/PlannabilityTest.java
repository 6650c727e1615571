package io.dbintel.redaction.plan;

import static io.dbintel.redaction.plan.Plannability.AMBIGUOUS;
import static io.dbintel.redaction.plan.Plannability.OTHER;
import static io.dbintel.redaction.plan.Plannability.PLANNABLE;
import static io.dbintel.redaction.plan.Plannability.SEVERAL;
import static io.dbintel.redaction.plan.Plannability.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.sql.SqlDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannabilityTest {

  private static Plannability of(String sql) {
    return Plannability.of(sql, SqlDialect.POSTGRESQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select * from t where a = 'x; drop table t'",
        "/* a; b */ update t set a = $$;$$ -- ; c",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
        "((select 1) union (select 2)) ;  ; ",
        "merge into t using s on t.a = s.a when matched then delete",
        "insert into t values (1)",
        "delete from t where a = $1",
        "select interval $1"
      })
  void oneStatementThatIsPlanned(String sql) {
    assertThat(of(sql)).isEqualTo(PLANNABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain analyze delete from t",
        "EXPLAIN select 1",
        "create table a as select 1",
        "call p()",
        "do $$ begin delete from t; end $$",
        "prepare x as select 1",
        "execute x",
        "copy t from stdin",
        "declare c cursor for select 1",
        "values (1)",
        "table t",
        "set a = 1",
        "selectx 1",
        "",
        " -- select 1",
        "vacuum"
      })
  void anythingElse(String sql) {
    assertThat(of(sql)).isEqualTo(OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1; drop table t",
        "select 1;select 2",
        "select ';';;delete from t",
        "select \"a;b\" from t",
        "select 1 /* ; */; commit"
      })
  void severalStatementsOrWhatMayBe(String sql) {
    assertThat(of(sql)).isEqualTo(SEVERAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'a",
        "select 1 /* b",
        "select $a$ x $b$",
        "select \"a",
        "select 'a' -- '\n, 'b"
      })
  void whatEndsTooEarly(String sql) {
    assertThat(of(sql)).isEqualTo(TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 'a\\', '; drop table t; --'", "select 'a\\'; drop table t; --'"})
  void aBackslashNeverHidesASecondStatement(String sql) {
    assertThat(of(sql)).isIn(AMBIGUOUS, SEVERAL, TRUNCATED, PLANNABLE);
    if (of(sql) == PLANNABLE) {
      assertThat(sql).doesNotContain("'a\\'; ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "select $1, true",
    "select '$1', false",
    "select 1, false",
    "update t set a = $12 where b = 1, true"
  })
  void parametersOutsideLiterals(String sql, boolean expected) {
    assertThat(Plannability.hasParameters(sql, SqlDialect.POSTGRESQL)).isEqualTo(expected);
  }
}

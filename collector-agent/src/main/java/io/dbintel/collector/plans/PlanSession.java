package io.dbintel.collector.plans;

import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.PollFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session with a database that is asked for plans. */
public interface PlanSession {

  /** Database clock, microseconds since the Unix epoch. */
  long clock() throws PollFailure;

  /** What keeps plans from being got, for a person, with the fix; empty when nothing does. */
  Optional<String> remark() throws PollFailure;

  /**
   * The statements that have taken the most time, without those of the agent.
   *
   * @param most how many at most
   */
  List<StatementLoad> statements(int most) throws PollFailure;

  /** Whether the session is with the database that the statement is executed in. */
  boolean reaches(StatementLoad statement);

  /**
   * Texts of statements by their text keys, the best first: one with its own values that is whole.
   */
  Map<StatementKey, List<StatementText>> texts(Set<StatementKey> textKeys) throws PollFailure;

  /**
   * Asks for the plan of a statement, which was judged to be one that may be planned. Whatever the
   * database says about the statement is an outcome.
   *
   * @throws PollFailure when the session is no longer usable
   */
  PlanAttempt explain(StatementLoad statement, StatementText text) throws PollFailure;
}

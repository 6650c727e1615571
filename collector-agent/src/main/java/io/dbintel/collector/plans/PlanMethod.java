package io.dbintel.collector.plans;

/** How a plan was got. */
public enum PlanMethod {
  /** Of the statement as it is, with its own values. */
  TEXT("text"),
  /** Of parameters without values, by the server's own means. */
  GENERIC("generic_plan"),
  /** Of parameters without values, by a prepared statement that is made to have such a plan. */
  FORCED_GENERIC("forced_generic_plan");

  private final String code;

  PlanMethod(String code) {
    this.code = code;
  }

  /** Its name in records. */
  public String code() {
    return code;
  }
}

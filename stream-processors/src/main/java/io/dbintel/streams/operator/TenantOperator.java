package io.dbintel.streams.operator;

/**
 * A decision about a tenant, from what its instances report in any order: its state may only add up
 * increments, so that the result does not depend on their order. Pure.
 *
 * @param <S> what it remembers about a tenant
 */
public interface TenantOperator<S> {

  /** Name of the operator, in lower case with hyphens; labels its metrics. */
  String name();

  /** Codec of its part of the tenant's value. */
  PartCodec<S> part();

  /**
   * Decides about an increment.
   *
   * @param prior what it remembered; null at first
   * @return what to remember; null for nothing
   */
  S decide(S prior, TenantTurn turn);
}

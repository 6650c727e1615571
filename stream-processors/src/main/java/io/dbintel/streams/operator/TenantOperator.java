package io.dbintel.streams.operator;

/**
 * A decision about a tenant, from records that come in any order: what its instances report, or
 * what became of its results. Sums in its state must not depend on that order. Pure.
 *
 * @param <R> what it decides about
 * @param <S> what it remembers about a tenant
 */
public interface TenantOperator<R, S> {

  /** Name of the operator, in lower case with hyphens; labels its metrics. */
  String name();

  /** Codec of its part of the tenant's value. */
  PartCodec<S> part();

  /**
   * Decides about a record.
   *
   * @param prior what it remembered; null at first
   * @return what to remember; null for nothing
   */
  S decide(S prior, TenantTurn<R> turn);
}

/**
 * What every plan collector shares: which statements are due, what a plan may cost, which texts may
 * be planned, the masking of plans and what became of each attempt. A system adds a {@link
 * io.dbintel.collector.plans.PlanSource}.
 */
package io.dbintel.collector.plans;

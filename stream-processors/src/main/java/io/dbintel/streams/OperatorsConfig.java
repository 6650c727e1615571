package io.dbintel.streams;

import io.dbintel.runtime.config.Setting;
import io.dbintel.streams.operators.bounds.BoundsConfig;
import io.dbintel.streams.operators.budget.BudgetConfig;
import io.dbintel.streams.operators.circuit.CircuitConfig;
import io.dbintel.streams.operators.control.ControlConfig;
import io.dbintel.streams.operators.exporterrors.ExportErrorsConfig;
import io.dbintel.streams.operators.metrics.MetricsConfig;
import io.dbintel.streams.operators.quality.QualityConfig;
import io.dbintel.streams.operators.sampler.SamplerConfig;
import io.dbintel.streams.operators.selection.SelectionConfig;
import io.dbintel.streams.operators.sessions.SessionsConfig;
import io.dbintel.streams.operators.texts.TextsConfig;
import io.dbintel.streams.validation.ValidationConfig;
import io.dbintel.streams.verification.VerificationConfig;

/** What the operators decide by: everything in the configuration that a result depends on. */
public record OperatorsConfig(
    @Setting(description = "What a raw record may be.") ValidationConfig validation,
    @Setting(description = "What is plausible; what is not is counted and told, never dropped.")
        QualityConfig quality,
    @Setting(description = "Which private values are masked.") VerificationConfig verification,
    @Setting(description = "Which statements leave under their own names because of their load.")
        SelectionConfig selection,
    @Setting(description = "Which share of the other statements, and of sessions, leaves.")
        SamplerConfig sampler,
    @Setting(description = "Which sessions leave.") SessionsConfig sessions,
    @Setting(description = "How metrics are bounded.") MetricsConfig metrics,
    @Setting(description = "How long texts are remembered.") TextsConfig texts,
    @Setting(description = "When agents are to leave a database alone.") CircuitConfig circuit,
    @Setting(description = "What agents are asked to do.") ControlConfig control,
    @Setting(description = "How much is stored of what others name.") BoundsConfig bounds,
    @Setting(description = "What results cost, and what may be spent.") BudgetConfig budget,
    @Setting(description = "When destinations refuse too much, and what is done about it.")
        ExportErrorsConfig exportErrors) {}

package io.dbintel.streams.operators.bounds;

import io.dbintel.runtime.config.Setting;

/**
 * How much may be stored of what others name: whoever may write raw records can invent names.
 *
 * @param maxInstances instances of one partition of dbintel.raw
 * @param maxTenants tenants of one partition of dbintel.tenant-usage or dbintel.export-outcomes
 * @param maxStatements statement rows of an instance
 * @param maxTexts statement texts of an instance
 */
public record BoundsConfig(
    @Setting(
            description =
                "Most instances of a partition of dbintel.raw; records of further ones are"
                    + " dead-lettered.",
            defaultValue = "10000",
            min = "1",
            max = "1000000")
        int maxInstances,
    @Setting(
            description =
                "Most tenants of a partition of dbintel.tenant-usage, and of one of"
                    + " dbintel.export-outcomes; what is told of further ones is"
                    + " not added up.",
            defaultValue = "10000",
            min = "1",
            max = "1000000")
        int maxTenants,
    @Setting(
            description =
                "Most statement rows of an instance that are remembered; further ones are held back"
                    + " and counted in its ledger.",
            defaultValue = "200000",
            min = "100",
            max = "10000000")
        int maxStatements,
    @Setting(
            description = "Most statement texts of an instance that are remembered.",
            defaultValue = "200000",
            min = "100",
            max = "10000000")
        int maxTexts) {}

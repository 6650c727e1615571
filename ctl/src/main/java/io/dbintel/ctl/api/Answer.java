package io.dbintel.ctl.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the admin API answered.
 *
 * @param body as it came
 * @param json the same, parsed
 */
public record Answer(String body, JsonNode json) {}

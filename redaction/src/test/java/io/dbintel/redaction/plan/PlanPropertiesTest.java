package io.dbintel.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.redaction.sql.SqlDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of any plan, whatever its nodes and the literals in its expressions. */
class PlanPropertiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PlanMasker MASKER = PlanMasker.of(SqlDialect.POSTGRESQL);
  private static final String MARK = "zq";
  private static final List<String> NODES =
      List.of("Seq Scan", "Index Scan", "Hash Join", "Nested Loop", "Sort", "Aggregate", "Append");
  private static final List<String> KEYS =
      List.of("Filter", "Index Cond", "Hash Cond", "Join Filter", "Recheck Cond", "TID Cond");
  private static final List<String> LISTS =
      List.of("Sort Key", "Group Key", "Output", "Presorted Key");
  private static final List<String> UNKNOWN = List.of("Brand New Cond", "Other", "Späte Bedingung");

  @Property(tries = 500)
  void noLiteralSurvivesAndASecondTimeChangesNothing(@ForAll long seed) {
    String plan = new Generated(seed, seed).plan();
    MaskedPlan masked = MASKER.mask(plan);

    assertThat(masked.text()).as(plan).doesNotContain(MARK).doesNotContain("4711");
    assertThat(masked.truncated()).isFalse();
    assertThat(MASKER.mask(masked.text())).isEqualTo(masked);
  }

  @Property(tries = 500)
  void theHashIsOfTheStructureAlone(
      @ForAll long structure, @ForAll long first, @ForAll long second) {
    assertThat(MASKER.mask(new Generated(structure, first).plan()).structuralHash())
        .isEqualTo(MASKER.mask(new Generated(structure, second).plan()).structuralHash());
  }

  @Property(tries = 300)
  void aBoundedPlanIsJsonWithinItsBoundAndKeepsItsHash(
      @ForAll long seed, @ForAll @IntRange(min = 100, max = 3_000) int bytes)
      throws JsonProcessingException {
    String plan = new Generated(seed, seed).plan();
    MaskedPlan whole = MASKER.mask(plan);
    MaskedPlan cut = MASKER.mask(plan, bytes);

    assertThat(cut.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
    assertThat(JSON.readTree(cut.text())).isNotNull();
    assertThat(cut.truncated()).isEqualTo(cut.text().contains(BoundedJson.MARKER));
    assertThat(cut.structuralHash()).isEqualTo(whole.structuralHash());
    assertThat(cut.nodes()).isEqualTo(whole.nodes());
    assertThat(MASKER.mask(cut.text()).text()).isEqualTo(cut.text());
    if (!cut.truncated()) {
      assertThat(cut.text()).isEqualTo(whole.text());
    }
  }

  /** A plan of some structure with some literals and measures. */
  private static final class Generated {
    private final Random structure;
    private final Random literals;

    Generated(long structure, long literals) {
      this.structure = new Random(structure);
      this.literals = new Random(literals);
    }

    String plan() {
      return "[{\"Plan\":" + node(0) + ",\"Settings\":{\"search_path\":\"4711 zq\"}}]";
    }

    private ObjectNode node(int depth) {
      ObjectNode node = JSON.createObjectNode();
      node.put("Node Type", NODES.get(structure.nextInt(NODES.size())));
      if (structure.nextBoolean()) {
        node.put("Relation Name", "tämlich \"" + structure.nextInt(50)).put("Alias", "a");
      }
      node.put("Startup Cost", literals.nextInt(9)).put("Total Cost", literals.nextInt(999));
      for (String key : KEYS) {
        if (structure.nextInt(3) == 0) {
          node.put(key, condition());
        }
      }
      if (structure.nextInt(3) == 0) {
        var list = node.putArray(LISTS.get(structure.nextInt(LISTS.size())));
        for (int i = literals.nextInt(4); i >= 0; i--) {
          list.add(condition());
        }
      }
      if (structure.nextInt(4) == 0) {
        String key = UNKNOWN.get(structure.nextInt(UNKNOWN.size()));
        if (literals.nextBoolean()) {
          node.put(key, condition());
        } else {
          node.put(key, 4_711);
        }
      }
      if (depth < 4 && structure.nextInt(3) > 0) {
        var plans = node.putArray("Plans");
        for (int i = structure.nextInt(3); i >= 0; i--) {
          plans.add(node(depth + 1));
        }
      }
      return node;
    }

    private String condition() {
      return "((t.c)::text = " + literal() + ") OR (hashed SubPlan 1) OR (n > " + literal() + ")";
    }

    private String literal() {
      return switch (literals.nextInt(6)) {
        case 0 -> "4711";
        case 1 -> "'4711-zq'::date";
        case 2 -> "'it''s zq; -- zq /* zq'::text";
        case 3 -> "'{zq,4711,\"z q, zq\"}'::text[]";
        case 4 -> "E'zq\\\\ \\' zq'::text";
        default -> "'-4711.5e10 zq'::numeric";
      };
    }
  }
}

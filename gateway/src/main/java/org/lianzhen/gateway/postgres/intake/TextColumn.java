package org.lianzhen.gateway.postgres.intake;

import java.util.EnumMap;
import java.util.Map;
import org.lianzhen.gateway.intake.CharsetStore.Attribute;

/**
 * Where the index has a text.
 *
 * @param entity table
 */
record TextColumn(Entity entity, String column) {
    private static final Map<Attribute, TextColumn> COLUMNS = new EnumMap<>(Map.of(
            Attribute.PATIENT_NAME, new TextColumn(Entity.PATIENT, "name"),
            Attribute.STUDY_ID, new TextColumn(Entity.STUDY, "study_id"),
            Attribute.STUDY_DESCRIPTION, new TextColumn(Entity.STUDY, "description"),
            Attribute.REFERRING_PHYSICIAN_NAME, new TextColumn(Entity.STUDY, "referring_physician_name"),
            Attribute.INSTITUTION_NAME, new TextColumn(Entity.STUDY, "institution_name"),
            Attribute.SERIES_DESCRIPTION, new TextColumn(Entity.SERIES, "description"),
            Attribute.BODY_PART_EXAMINED, new TextColumn(Entity.SERIES, "body_part_examined"),
            Attribute.STATION_NAME, new TextColumn(Entity.SERIES, "station_name")));

    /** A table with texts. */
    enum Entity {
        PATIENT("patient"), STUDY("study"), SERIES("series");

        private final String table;

        Entity(String table) {
            this.table = table;
        }
    }

    static TextColumn of(Attribute attribute) {
        TextColumn column = COLUMNS.get(attribute);
        if (column == null) {
            throw new IllegalArgumentException("no column holds " + attribute);
        }
        return column;
    }

    /** Changes the row $1 from text $2 to $3; for a name $4 and $5 are its forms and terms. */
    String update() {
        return switch (entity) {
            case PATIENT -> "update patient set name = $3, name_forms = $4, name_terms = $5, compared_at = null "
                    + "where id = $1 and name = $2";
            case STUDY,
                    SERIES -> "update " + entity.table + " set " + column
                            + " = $3, changed_at = now() where id = $1 and "
                            + column + " = $2";
        };
    }
}

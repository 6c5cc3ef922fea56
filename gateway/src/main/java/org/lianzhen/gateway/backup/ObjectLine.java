package org.lianzhen.gateway.backup;

/**
 * An object in a set: {@code SHA256-OF-FILE LENGTH OFFSET SHA256-OF-DATA-SET KEY}.
 *
 * @param fileSha256 of the whole file
 */
record ObjectLine(ObjectRow row, String fileSha256) {
    private static final int PARTS = 5;

    String text() {
        return fileSha256 + " " + row.length() + " " + row.dataSetOffset() + " " + row.sha256() + " " + row.key();
    }

    /** @throws BackupException when it is no such line */
    static ObjectLine parse(String text) throws BackupException {
        String[] parts = text.split(" ", PARTS);
        try {
            return new ObjectLine(new ObjectRow(parts[4], Long.parseLong(parts[1]), Integer.parseInt(parts[2]),
                    parts[3]), parts[0]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw BackupException.of(BackupFault.DAMAGED, BackupSet.OBJECTS);
        }
    }
}

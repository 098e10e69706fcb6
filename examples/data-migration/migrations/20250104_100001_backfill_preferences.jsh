// Takes the preferences out of the text in which the application kept them: "language=de; newsletter=yes".

String usual = variable("language");

record Preferences(String language, boolean newsletter) {}

Preferences read(String settings) {
    Map<String, String> values = new HashMap<>();
    for (String pair : settings.split(";")) {
        String[] parts = pair.split("=", 2);
        if (parts.length == 2) {
            values.put(parts[0].strip(), parts[1].strip());
        }
    }
    return new Preferences(values.getOrDefault("language", usual), "yes".equals(values.get("newsletter")));
}

void up() throws SQLException {
    long accounts = batch("account", "id", 500, rows -> {
        for (Row account : rows) {
            Preferences found = read(account.text("settings"));
            execute(
                    "INSERT INTO preference VALUES (?, ?, ?)",
                    account.value("id"), found.language(), found.newsletter());
        }
    });
    log(accounts + " accounts have preferences");
}

void down() throws SQLException {
    execute("DELETE FROM preference");
}

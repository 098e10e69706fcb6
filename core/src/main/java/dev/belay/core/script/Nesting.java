package dev.belay.core.script;

/**
 * Follows one statement and knows whether a semicolon would end it: not inside parentheses, and not in the body of
 * {@code CREATE FUNCTION … BEGIN ATOMIC … END}.
 */
final class Nesting {
    private Opening opening = Opening.START;
    private Previous previous = Previous.OTHER;
    private boolean inSchema;
    private boolean copiesFromStdin;
    private int parentheses;
    private int parenthesisAt;
    private int blocks;
    private int blockAt;

    void see(Token token, Lexer lexer) {
        switch (token) {
            case OPEN -> {
                if (parentheses++ == 0) {
                    parenthesisAt = lexer.start();
                }
            }
            case CLOSE -> parentheses = Math.max(0, parentheses - 1);
            case WORD -> {
                if (parentheses == 0) {
                    word(lexer);
                }
            }
            default -> {}
        }
        previous = previous(token, lexer);
    }

    boolean open() {
        return parentheses > 0 || blocks > 0;
    }

    /** What is open, in words. */
    String what() {
        return parentheses > 0 ? "parenthesis" : "BEGIN ATOMIC body";
    }

    /** Where that was opened. */
    int openedAt() {
        return parentheses > 0 ? parenthesisAt : blockAt;
    }

    /** Whether this is a COPY that reads rows from the script. */
    boolean copiesFromStdin() {
        return copiesFromStdin;
    }

    private void word(Lexer lexer) {
        if (inSchema && blocks == 0 && lexer.is("create")) {
            opening = Opening.CREATE;
            return;
        }
        switch (opening) {
            case START -> opening = lexer.is("create") ? Opening.CREATE : copyOrOther(lexer);
            case CREATE -> opening = created(lexer);
            case ROUTINE -> routine(lexer);
            // The server's grammar does not tell STDIN from STDOUT here.
            case COPY -> copiesFromStdin |= previous == Previous.FROM && (lexer.is("stdin") || lexer.is("stdout"));
            case OTHER -> {}
        }
    }

    private static Opening copyOrOther(Lexer lexer) {
        return lexer.is("copy") ? Opening.COPY : Opening.OTHER;
    }

    private Opening created(Lexer lexer) {
        if (lexer.is("or") || lexer.is("replace")) {
            return Opening.CREATE;
        }
        inSchema |= lexer.is("schema");
        return lexer.is("function") || lexer.is("procedure") ? Opening.ROUTINE : Opening.OTHER;
    }

    /** CASE ends with END too; {@code t.end} and {@code AS end} are only names. */
    private void routine(Lexer lexer) {
        if (blocks == 0) {
            if (previous == Previous.BEGIN && lexer.is("atomic")) {
                blocks = 1;
                blockAt = lexer.start();
            }
        } else if (previous != Previous.LABELS) {
            if (lexer.is("case")) {
                blocks++;
            } else if (lexer.is("end")) {
                blocks--;
            }
        }
    }

    private Previous previous(Token token, Lexer lexer) {
        if (opening != Opening.ROUTINE && opening != Opening.COPY) {
            return Previous.OTHER;
        }
        if (token == Token.DOT) {
            return Previous.LABELS;
        }
        if (token != Token.WORD) {
            return Previous.OTHER;
        }
        if (lexer.is("from")) {
            return Previous.FROM;
        }
        if (lexer.is("begin")) {
            return Previous.BEGIN;
        }
        return lexer.is("as") ? Previous.LABELS : Previous.OTHER;
    }

    private enum Opening {
        START,
        CREATE,
        ROUTINE,
        COPY,
        OTHER
    }

    private enum Previous {
        FROM,
        BEGIN,
        LABELS,
        OTHER
    }
}

import com.googlecode.lanterna.gui2.BasicWindow;
import com.googlecode.lanterna.gui2.MultiWindowTextGUI;
import com.googlecode.lanterna.gui2.Window;
import com.googlecode.lanterna.gui2.table.Table;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.terminal.DefaultTerminalFactory;
import java.util.List;

/** What Lanterna's own widgets make of a list on the whole screen: {@code StockLanterna ROWS}; q leaves. */
public final class StockLanterna {
    private StockLanterna() {}

    public static void main(String[] arguments) throws Exception {
        Screen screen = new DefaultTerminalFactory().setForceTextTerminal(true).createScreen();
        screen.startScreen();
        MultiWindowTextGUI gui = new MultiWindowTextGUI(screen);
        Table<String> table = new Table<>("STATE", "MIGRATION", "APPLIED AT", "TOOK");
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            table.getTableModel().addRow("pending", "%05d_change".formatted(i), "", "");
        }
        table.setVisibleRows(20);
        BasicWindow window = new BasicWindow("Migrations") {
            @Override
            public boolean handleInput(com.googlecode.lanterna.input.KeyStroke key) {
                if (Character.valueOf('q').equals(key.getCharacter())) {
                    close();
                    return true;
                }
                return super.handleInput(key);
            }
        };
        window.setHints(List.of(Window.Hint.FULL_SCREEN));
        window.setComponent(table);
        gui.addWindowAndWait(window);
        screen.stopScreen();
    }
}

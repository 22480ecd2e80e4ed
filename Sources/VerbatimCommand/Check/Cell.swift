import Verbatim

/// One combination of the sweep: what is set, and why it is skipped if it cannot run here.
struct Cell: Sendable, Codable {
    /// One swept setting.
    struct Setting: Sendable, Codable {
        var name: String
        var value: String
    }

    var settings: [Setting]
    var skipped: String?

    /// `threads=1 isa=avx2`; `as given` where nothing is swept.
    var label: String {
        settings.isEmpty ? "as given" : settings.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    /// Every combination of the swept values, the last setting varying fastest.
    static func all(_ axes: [(name: String, values: [String])], skip: (Setting) -> String?) -> [Cell] {
        var cells = [Cell(settings: [])]
        for axis in axes where !axis.values.isEmpty {
            cells = cells.flatMap { cell in
                axis.values.map { value in
                    let setting = Setting(name: axis.name, value: value)
                    return Cell(settings: cell.settings + [setting], skipped: cell.skipped ?? skip(setting))
                }
            }
        }
        return cells
    }

    /// Values between commas.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { value in
            String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Reads `NAME=a,b`.
    static func variation(_ text: String, option: String) throws -> (name: String, values: [String]) {
        // An argument's own name may begin with dashes and end at its first `=`.
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw VerbatimError(.configuration, option, received: text, expected: "NAME=a,b")
        }
        return (String(parts[0]), list(String(parts[1])))
    }
}

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
}

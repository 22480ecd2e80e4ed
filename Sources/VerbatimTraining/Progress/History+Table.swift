extension History {
    /// The epochs as CSV: a line of names, then one for each epoch, counted from 1.
    func table(firstEpoch: Int) -> String {
        func quoted(_ name: String) -> String {
            name.contains { "\",\n\r".contains($0) } ? "\"\(name.replacing("\"", with: "\"\""))\"" : name
        }
        var text = ""
        for (index, entries) in epochs.enumerated() {
            if index == 0 { text += (["epoch"] + entries.map { quoted($0.name) }).joined(separator: ",") + "\n" }
            text += (["\(firstEpoch + index + 1)"] + entries.map { "\($0.value)" }).joined(separator: ",") + "\n"
        }
        return text
    }
}

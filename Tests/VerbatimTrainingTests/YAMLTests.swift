import Testing
import Verbatim

/// The part of YAML that configurations are written in.
@Suite struct YAMLTests {
    private func read(_ text: String) throws -> String {
        String(decoding: try YAMLReader.value(Array(text.utf8), source: "file").serialized(), as: UTF8.self)
    }

    @Test(arguments: [
        ("", "null"), ("text", "\"text\""), ("a: 1\nb: x y # c\n", #"{"a":1,"b":"x y"}"#),
        ("---\na:\n  b: -1.5e-3\n  c: true\nd: ~", #"{"a":{"b":-0.0015,"c":true},"d":null}"#),
        ("a:\n- 1\n- 2\nb:\n  - x: 1\n    y: 2\n  - - z\n", #"{"a":[1,2],"b":[{"x":1,"y":2},["z"]]}"#),
        ("a: [1, {b: c, \"d\": [ ]}, 'it''s']\n", #"{"a":[1,{"b":"c","d":[]},"it's"]}"#),
        ("\"a: b\": \"c # \\\"d\\\"\"\n", #"{"a: b":"c # \"d\""}"#), ("url: http://x/y#z", #"{"url":"http://x/y#z"}"#),
        ("a:\n\n# c\n  - 1\n", #"{"a":[1]}"#), ("a:\nb: \"\"", #"{"a":null,"b":""}"#), ("v: 1.2.3", #"{"v":"1.2.3"}"#),
    ])
    func isReadAsJSON(text: String, json: String) throws { #expect(try read(text) == json) }

    @Test(arguments: [
        ("a: 1\na: 2", "line 2", "second time"), ("a: &x 1", "line 1", "&x"), ("a: *x", "line 1", "*x"),
        ("a: |\n  b", "line 1", "`|`"), ("a: !!str b", "line 1", "!!str"), ("a:\n\t- b", "line 2", "tab"),
        ("a: [1, 2", "line 1", "comma"), ("a: \"b", "line 1", "closing quote"),
        ("a: 1\n  b: 2", "line 2", "indentation"),
        ("a:\n   b: 1\n  c: 2", "line 3", "indentation"), ("a: 1\n---\nb: 2", "line 2", "another document"),
        ("{a: 1} b", "line 1", "after a value"), ("a: {b 1}", "line 1", "no colon"),
    ])
    func whatMeansMoreIsRefusedWithItsLine(text: String, line: String, words: String) {
        #expect {
            try read(text)
        } throws: { error in
            let text = "\(error)"
            guard text.contains(line), text.contains(words) else {
                Issue.record("\(text)")
                return false
            }
            return true
        }
    }

    @Test func deepNestingIsRefused() {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
            String(repeating: "{a: ", count: 100_000),
        ] {
            #expect { try read(text) } throws: { "\($0)".contains("levels") }
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let long = String(repeating: "a", count: 40)
        let json = """
            {"model":{"layers":[{"type":"Dense","units":3,"x y":[]},{"a":null,"b":"","c":"1"}],"n":-0.25},"s":"true",\
            "long":["\(long)","# \\"q\\" é\\n",{"k":[1,2,[3,"\(long)"]]}]}
            """
        let value = try JSONValue(Array(json.utf8)[...], source: "json")
        let text = YAMLWriter.text(value)
        #expect(try YAMLReader.value(Array(text.utf8), source: "file") == value, "\(text)")
    }
}

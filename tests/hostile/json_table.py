"""Small files that are no packets, or only just JSON, and the code that each gets: (what, bytes, code).

J109 is an object without a known schema_version, J108 a value that is no object: both are JSON. Everything else is not.
"""


def in_array(text):
    return b"[" + text + b"]"


def in_string(inside):
    return b'{"a":"' + inside + b'"}'


def rows():
    """(what, bytes, code)"""
    table = []

    def add(code, prefix, items, wrap=lambda item: item):
        for item in items:
            data = item if isinstance(item, bytes) else item.encode()
            table.append((f"{prefix} {data[:40]!r}", wrap(data), code))

    add("J108", "number", ["0", "-0", "1", "-1", "10", "1.0", "1.5e3", "1E+2", "1e-2", "0.1", "0e0", "0E-0", "-0.0", "1e400", "-1e-400",
                           "123456789012345678901234567890", "9007199254740993", "1" + "0" * 400, "0." + "0" * 400 + "1"], in_array)
    add("J103", "number", ["01", "-01", "00", "+1", "1.", ".5", "-", "-a", "-.5", "1e", "1e+", "1.e2", "0x10", "1_000", "0b1", "1e1.5", "--1", "1-", "1.2.3",
                           "NaN", "-NaN", "Infinity", "-Infinity", "inf", "1,5e", "１", "٣", "1e٣", "0 1", "1f", "1L", "$1", "1e 5", "- 1"], in_array)
    add("J103", "word", ["tru", "True", "TRUE", "nul", "Null", "NULL", "none", "None", "undefined", "truex", "falsey", "nullnull", "t", "true1", "yes"], in_array)
    add("J108", "word", ["true", "false", "null", " true ", '"text"', "[]", "[[]]", "[{}]"], lambda item: item)
    add("J109", "escape", [r"\"", r"\\", r"\/", r"\b", r"\f", r"\n", r"\r", r"\t", r"\u0041", r"\u0000", r"\uFFFF", r"\uFDD0", r"\ud83d\ude00", r"\uD83D\uDE00",
                           r"\\u12", r"\u002f"], in_string)
    add("J103", "escape", [r"\x41", r"\a", r"\v", r"\'", r"\0", r"\u12", r"\u12G4", r"\U00000041", r"\u", r"\u{41}", r"\u+041", r"\u 041", r"\e", r"\N", "\\\n", "\\é"], in_string)
    add("J104", "surrogate", [r"\ud800", r"\udc00", r"\udfff", r"\ud800\ud800", r"\udc00\ud800", r"\ud800x", r"\ud800\u0041", r"\ud800\n", r"\ud83d \ude00", r"a\udbff"], in_string)
    add("J104", "surrogate in a key", [rb'{"\ud800":1}', rb'{"\udc00":1}', rb'{"a":{"\ud800\u0041":1}}'])
    add("J103", "control character", [bytes([c]) for c in range(0x20)], in_string)
    add("J109", "no control character", [b"\x7f", "\u0080".encode(), "\u2028".encode(), "\ufeff".encode()], in_string)
    add("J101", "bytes", [b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xc3", b"\xc3(", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xe2\x82", b"\xe2(\xa1", b"\xed\xa0\x80",
                          b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe", b"\xff", b"\xe9"], in_string)
    add("J109", "bytes", [b"\xc2\x80", b"\xdf\xbf", b"\xe0\xa0\x80", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbf", b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf"], in_string)
    add("J101", "bytes outside strings", [b"\xff", b"{\xff}", b"{}\xff", b"\xc3", "é".encode("latin-1")])
    add("J102", "byte order mark", [b"\xef\xbb\xbf{}", b"\xef\xbb\xbf", b"\xef\xbb\xbf[1]"])
    add("J101", "another encoding", ["{}".encode("utf-16"), b"\xff\xfe{\x00}\x00", b"\xfe\xff\x00{\x00}", b"\xff\xfe\x00\x00{\x00\x00\x00"])
    add("J103", "another encoding", ["{}".encode("utf-16-le"), "{}".encode("utf-16-be"), "{}".encode("utf-32-le"), b"\x0e\xfe{}"[2:] + b"\x00", b"+AHs-+AH0-"])
    add("J103", "structure", ["", " ", "\n\n", "{", "}", "[", "]", "{]", "[}", "{}}", "[]]", "{}{}", "{} {}", "[],[]", "{},", ",{}", "[1,]", "[,1]", "[1,,2]", "[1 2]", '{"a"}', '{"a":}', '{"a":1,}',
                              '{,"a":1}', '{"a":1,,"b":2}', '{"a":1 "b":2}', '{"a"::1}', '{"a" 1}', "{1:2}", "{a:1}", "{'a':1}", "{null:1}", "{[]:1}", '{"a":1}x', '{"a":1}"', '{"a":1]', '["a":1]',
                              '{"a",1}', '"', '"a', '{"a":"b}', '{"a', '[1}', ":", ",", "\\", "'a'", '""""', '[""""]', "{\"a\":1;\"b\":2}", "(1)", "<a/>", "a: 1", "---\na: 1"])
    add("J103", "comment", ["{}//", "// a\n{}", "{}/**/", "/**/{}", '{"a":1 /* b */}', "# a\n{}", "{}#", "<!-- -->{}"])
    add("J103", "white space", ["\x0c{}", "{}\x0b", "\u00a0{}", "{\u2028}", "[\u20031]", "{}\x00", "\x00{}", "{}\x1a", "{\ufeff}", "[1\x852]".replace("\x85", "\u0085"), "\u3000{}"])
    add("J109", "white space", [" {} ", "\r\n\t{}\r\n", "{ \n }", "\t\t{\t}\t", '{ "a" : 1 }'])
    add("J105", "a key twice", ['{"a":1,"a":2}', '{"a":1,"a":1}', r'{"a":1,"\u0061":2}', r'{"\u0061":1,"\u0061":2}', r'{"\u0061":1,"a":2}', '{"é":1,"\\u00e9":2}', '{"😀":1,"\\ud83d\\ude00":2}', '{"":1,"":2}',
                                r'{"/":1,"\/":2}', r'{"\n":1,"\u000a":2}', r'{"\u0000":1,"\u0000":2}', r'{"\"":1,"\u0022":2}', r'{"\\":1,"\u005c":2}', '{"a":{"b":1,"b":2}}', '[{"a":1,"a":2}]', '{"a":[{"b":{"c":1,"c":1}}]}',
                                '{"a":1,"b":2,"c":3,"a":4}', "{" + ",".join(f'"k{i}":0' for i in range(300)) + ',"k7":1}', '{"schema_version":1,"schema\\u005fversion":2}', '{"' + "k" * 5000 + '":1,"' + "k" * 5000 + '":2}'])
    add("J109", "keys that only look alike", ['{"a":1,"A":2}', '{"a":1,"a ":2}', r'{"a":1,"a\u0000":2}', '{"\u00e9":1,"e\u0301":2}', '{"a":{"a":{"a":1}}}', '{"":1,"\\u0000":2}', '{"a":[{"a":1},{"a":2}]}', '{"\u0430":1,"a":2}',
                                              r'{"\\u0061":1,"a":2}', "{" + ",".join(f'"k{i}":0' for i in range(300)) + "}"])
    add("J109", "64 deep", ['{"a":' + "[" * 63 + "]" * 63 + "}", '{"a":' * 64 + "1" + "}" * 64, '{"a":' + '[{"a":' * 31 + "[1]" + "}]" * 31 + "}"])
    add("J108", "64 deep", ["[" * 64 + "]" * 64, "[" * 64 + "1" + "]" * 64])
    add("J106", "65 deep", ["[" * 65 + "]" * 65, '{"a":' * 65 + "1" + "}" * 65, '{"a":' + "[" * 64 + "]" * 64 + "}", "[" * 65, "[" * 100000, '{"a":' * 50000, '[{"a":' * 50000])
    return table

"""Who we are and what we decide: the core (`domain`, `handlers`, `dispatch`), the edges people touch
(`wecom`, `wechat`, `console`), the assembly (`app`) and a toy WeCom (`sandbox`)."""
